param([string]$Folder = 'greenlight-exports')
$ErrorActionPreference = 'Stop'
$script:Refused = 0
New-Item -ItemType Directory -Force -Path $Folder | Out-Null
$Folder = (Resolve-Path $Folder).Path
if (-not (Get-Command az -ErrorAction SilentlyContinue)) { throw 'the Azure CLI is not there: https://aka.ms/azure-cli' }

# Windows PowerShell would write UTF-16.
function Write-Text([string]$Path, [string]$Text) {
  [System.IO.File]::WriteAllText($Path, $Text, (New-Object System.Text.UTF8Encoding $false))
}

# One answer as text; where it is asked too often, it waits as long as the service says.
function Invoke-Ask([string]$Address, [string]$Resource) {
  for ($tries = 0; ; $tries++) {
    $told = New-TemporaryFile
    $script:Said = ''
    $ErrorActionPreference = 'Continue'
    if ($Address -notmatch '^(/|https://)') {
      $words = $Address.Split(' ')
      $answer = az $words --output json 2> $told
    } elseif ($Resource) {
      $answer = az rest --method get --url $Address --resource $Resource --output json --verbose 2> $told
    } else {
      $answer = az rest --method get --url $Address --output json --verbose 2> $told
    }
    $code = $LASTEXITCODE
    $ErrorActionPreference = 'Stop'
    $script:Said = [string](Get-Content -Raw $told)
    Remove-Item $told
    if ($code -eq 0) { return ($answer -join "`n") }
    if ($tries -ge 8 -or $script:Said -notmatch 'status: 429|too ?many ?requests') { return $null }
    $wait = 30
    if ($script:Said -match "retry-after'?: *'?([0-9]+)") { $wait = [int]$Matches[1] }
    Write-Warning "asked too often; going on in $wait s"
    Start-Sleep -Seconds $wait
  }
}

# All pages of an answer into one file.
function Get-Answer([string]$Name, [string]$Key, [string]$Address, [string]$Resource) {
  $file = Join-Path $Folder $Name
  if ($Key) {
    $hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash([System.Text.Encoding]::UTF8.GetBytes($Key))
    $number = [System.BitConverter]::ToUInt32($hash, 0)
    $file = "$file-$number"
  }
  if (Test-Path "$file.json") { return }
  $pages = New-Object System.Collections.Generic.List[string]
  $next = $Address
  while ($next) {
    $page = Invoke-Ask $next $Resource
    if ($null -eq $page) { Write-Refusal $file $next; return }
    $pages.Add($page)
    $link = [regex]::Match($page, '"(@odata\.)?nextLink": *"(https:[^"]*)"').Groups[2].Value
    # A page of somebody else's is not asked for.
    if ($link -and $Address -match '^https://' -and ([uri]$link).Host -ne ([uri]$Address).Host) { $link = '' }
    $next = $link
  }
  if ($pages.Count -gt 1) { $text = "[`n" + ($pages -join ",`n") + "`n]" } else { $text = $pages[0] }
  Write-Text "$file.json" $text
  if (Test-Path "$file.refused.json") { Remove-Item "$file.refused.json" }
  Write-Output "$file.json"
}

# Writes down that nothing could be seen there, which is never that nothing is there.
function Write-Refusal([string]$File, [string]$Address) {
  $code = 'Failed'
  if ($script:Said -match 'not ?found|0x8006088a') { $code = 'NotFound' }
  if ($script:Said -match 'too ?many ?requests') { $code = 'TooManyRequests' }
  if ($script:Said -match 'forbidden|unauthorized|authorizationfailed|denied|privilege|0x80040220') { $code = 'Forbidden' }
  $line = [string]($script:Said -split "`n" | Where-Object { $_ -match 'error' } | Select-Object -First 1)
  $line = ($line -replace '[^A-Za-z0-9 .,:;()/_-]', '')
  if ($line.Length -gt 200) { $line = $line.Substring(0, 200) }
  $error_answer = @{ error = @{ code = $code; message = "${Address}: $line" } } | ConvertTo-Json -Depth 3
  Write-Text "$File.refused.json" $error_answer
  $script:Refused++
  Write-Warning "$File.refused.json: $code"
}

# What the answers of a call name.
function Get-Ids([string]$Name, [string]$Pattern) {
  $files = @(Get-ChildItem -Path $Folder -Filter "$Name*.json" | Where-Object { $_.Name -match "^$([regex]::Escape($Name))(-[0-9]+)?\.json$" })
  $found = foreach ($file in $files) {
    [regex]::Matches([System.IO.File]::ReadAllText($file.FullName), $Pattern) | ForEach-Object { $_.Value -replace '^.*"([^"]*)"$', '$1' }
  }
  $found | Sort-Object -Unique
}
