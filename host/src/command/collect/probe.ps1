#Requires -RunAsAdministrator
$ErrorActionPreference = 'Stop'
if (-not [Environment]::Is64BitProcess) { throw 'run this in the 64-bit PowerShell: the other one sees another registry' }
$services = 'HKLM:\SYSTEM\CurrentControlSet\Services'

# What a question answers; where it fails, nothing is known. Modules do not heed the preference above: they are told to stop.
function Get-Fact([scriptblock]$Question) {
  try { & $Question } catch { $null }
}

$windows = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$partitions = @()
try {
  $partitions = @(Get-Partition -ErrorAction Stop | ForEach-Object { [ordered]@{ GptType = $_.GptType; Type = [string]$_.Type } })
} catch {
  # Nothing is known of them.
}

[ordered]@{
  WindowsEditionId    = $windows.EditionID
  OsBuildNumber       = $windows.CurrentBuildNumber
  OsName              = Get-Fact { (Get-CimInstance Win32_OperatingSystem).Caption }
  DisplayVersion      = $windows.DisplayVersion
  EdgeVersion         = Get-Fact {
    $edge = "${env:ProgramFiles(x86)}\Microsoft\Edge\Application\msedge.exe"
    if (Test-Path -LiteralPath $edge) { [int](Get-Item -LiteralPath $edge).VersionInfo.ProductVersion.Split('.')[0] } else { 0 }
  }
  # Where Power Automate for desktop is installed, whether it was registered is for who built the image to say.
  RuntimeRegistered   = if (Test-Path "$services\UIFlowService") { $null } else { $false }
  Joined              = Get-Fact {
    $state = (dsregcmd /status) -join "`n"
    if ($state -notmatch 'AzureAdJoined :') { throw 'it does not say' }
    $joined = $state -match '(AzureAdJoined|DomainJoined|EnterpriseJoined) : YES'
    $enrolled = @(Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Enrollments\*' | Where-Object { $_.ProviderID -eq 'MS DM Server' }).Count -gt 0
    $joined -or $enrolled -or (Test-Path "$services\CcmExec")
  }
  # The disks that Azure adds to a virtual machine do not go into its image.
  DataDisks           = Get-Fact {
    $added = @(Get-Volume -ErrorAction Stop | Where-Object { $_.FileSystemLabel -in 'Temporary Storage', 'BEK VOLUME' } | Get-Partition -ErrorAction Stop | ForEach-Object { $_.DiskNumber })
    $disks = @(Get-Disk -ErrorAction Stop | Where-Object { $_.FriendlyName -notlike 'Microsoft NVMe Direct Disk*' -and $_.Number -notin $added })
    if ($disks.Count -eq 0) { throw 'not even the disk of Windows is seen' }
    @($disks | Where-Object { -not ($_.IsBoot -or $_.IsSystem) }).Count
  }
  StartApps           = Get-Fact { @(Get-StartApps -ErrorAction Stop).Count }
  FSLogix             = (Test-Path 'HKLM:\SOFTWARE\FSLogix\Apps') -or (Test-Path "$services\frxsvc")
  # An encrypted disk without the volume that Azure Disk Encryption adds may be encrypted by others.
  AzureDiskEncryption = Get-Fact {
    if (@(Get-Volume -ErrorAction Stop | Where-Object { $_.FileSystemLabel -eq 'BEK VOLUME' }).Count -gt 0) { return $true }
    if ((Get-BitLockerVolume -MountPoint $env:SystemDrive -ErrorAction Stop).VolumeStatus -eq 'FullyDecrypted') { $false } else { $null }
  }
  Partitions          = $partitions
} | ConvertTo-Json -Depth 4
