//! Codes with which taking in a custom image fails.

use super::{fact, nothing, rows, rules};

rows! {
    ImageUpload Adjacent "cloud-pc-device-images" / "errorCode";
    "internalServerError": "upload", AfterWaiting, nothing("the fault is inside the service and no fact of the tenant shows it"),
        "the service failed while it took the image in",
        "try again; if it persists, ask Microsoft support";
    "sourceImageNotFound": "upload", AfterFix, fact(&[], "whether the image version that is named still exists"),
        "the image that was named is not there, or cannot be read",
        "name an image version that exists and that Windows 365 may read";
    "osVersionNotSupported": "upload", AfterFix, rules(&["IMG003", "IMG001", "IMG002", "IMG025"]),
        "the image holds a Windows that is not taken",
        "build the image with a supported version of Windows";
    "sourceImageInvalid": "upload", AfterFix, rules(&["IMG003", "IMG004", "IMG006", "IMG010", "IMG042"]),
        "the image is not one that Windows 365 can use",
        "build the image anew as the requirements for custom images say";
    "sourceImageNotGeneralized": "upload", AfterFix, rules(&["IMG005"]),
        "the image still belongs to the machine it was taken from",
        "generalise Windows before the image is taken";
    "vmAlreadyAzureAdJoined": "upload", AfterFix, rules(&["IMG036"]),
        "the machine that the image was taken from had joined Microsoft Entra ID",
        "take the image from a machine that has joined nothing";
    "paidSourceImageNotSupport": "upload", AfterFix, fact(&[], "whether the image comes from a paid offer of the marketplace"),
        "the image was made from a paid offer of the marketplace, which brings a purchase plan with it",
        "build the image from one without a purchase plan";
    "sourceImageNotSupportCustomizeVMName": "upload", AfterFix, fact(&[], "whether the image lets the name of the machine be set"),
        "a machine made from the image cannot be given a name",
        "build the image anew, and leave the computer's name to be set when the machine is made";
    "sourceImageSizeExceedsLimitation": "upload", AfterFix, rules(&["IMG009"]),
        "the image is larger than Windows 365 takes",
        "make the disk of the image smaller";
    "sourceImageWithDataDiskNotSupported": "upload", AfterFix, rules(&["IMG037"]),
        "the image brings data disks beside that of the operating system",
        "take the image from a machine without data disks";
    "sourceImageWithDiskEncryptionSetNotSupported": "upload", AfterFix, rules(&["IMG041"]),
        "the disks of the image are encrypted with keys of the organisation's own, through a disk encryption set",
        "take the image from disks that are encrypted with the platform's keys";
    "sourceImageWithAzureDiskEncryptionNotSupported": "upload", AfterFix, rules(&["IMG040"]),
        "Azure Disk Encryption was turned on in the machine that the image was taken from",
        "turn Azure Disk Encryption off there, or take the image from a machine without it";
    "fSLogixInstalledSourceImageNotSupported": "upload", AfterFix, rules(&["IMG038"]),
        "FSLogix is installed in the image",
        "uninstall FSLogix before the image is taken";
    "startMenuAppLimitExceeded": "upload", AfterFix, rules(&["IMG039"]),
        "the Start menu of the image lists more apps than Windows 365 takes",
        "take apps out of the image before it is taken";
}
