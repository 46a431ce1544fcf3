$ErrorActionPreference = 'SilentlyContinue'
$windows = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$edge = (Get-Item "${env:ProgramFiles(x86)}\Microsoft\Edge\Application\msedge.exe").VersionInfo.ProductVersion
$joined = [string](dsregcmd /status) -match '(AzureAdJoined|DomainJoined|EnterpriseJoined) : YES'
$enrolled = @(Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Enrollments\*' | Where-Object { $_.ProviderID -eq 'MS DM Server' }).Count -gt 0
$managed = [bool](Get-Service CcmExec)
$desktop = [bool](Get-Service UIFlowService)
$encrypting = [bool](Get-Volume -FileSystemLabel 'BEK VOLUME')
$protected = (Get-BitLockerVolume -MountPoint $env:SystemDrive).VolumeStatus
$temporary = @(Get-Volume -FileSystemLabel 'Temporary Storage' | Get-Partition | ForEach-Object { $_.DiskNumber })
[ordered]@{
  WindowsEditionId    = $windows.EditionID
  OsBuildNumber       = $windows.CurrentBuildNumber
  OsName              = (Get-CimInstance Win32_OperatingSystem).Caption
  DisplayVersion      = $windows.DisplayVersion
  EdgeVersion         = if ($edge) { [int]$edge.Split('.')[0] } else { 0 }
  # Where Power Automate for desktop is installed, whether it was registered is for who built the image to say.
  RuntimeRegistered   = if ($desktop) { $null } else { $false }
  Joined              = $joined -or $enrolled -or $managed
  DataDisks           = @(Get-Disk | Where-Object { -not $_.IsBoot -and $temporary -notcontains $_.Number }).Count
  StartApps           = @(Get-StartApps).Count
  FSLogix             = [bool]((Test-Path 'HKLM:\SOFTWARE\FSLogix\Apps') -or (Get-Service frxsvc))
  # An encrypted disk without the volume that Azure Disk Encryption adds may be encrypted by others.
  AzureDiskEncryption = if ($encrypting) { $true } elseif ("$protected" -eq 'FullyDecrypted') { $false } else { $null }
  Partitions          = @(Get-Partition | ForEach-Object { [ordered]@{ GptType = $_.GptType; Type = [string]$_.Type } })
} | ConvertTo-Json -Depth 4
