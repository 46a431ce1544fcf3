param([string]$Folder = 'greenlight-exports')
$ErrorActionPreference = 'Stop'
$script:Refused = 0
$Folder = (New-Item -ItemType Directory -Force -Path $Folder).FullName
if (-not (Get-Command az -ErrorAction SilentlyContinue)) { throw 'the Azure CLI is not there: https://aka.ms/azure-cli' }

# Windows PowerShell would write UTF-16.
function Write-Text([string]$Path, [string]$Text) {
  [System.IO.File]::WriteAllText($Path, $Text, (New-Object System.Text.UTF8Encoding $false))
}

# One answer as text; where it is asked too often, it waits as long as the service says.
function Invoke-Ask([string]$Address, [string]$Resource) {
  for ($tries = 0; ; $tries++) {
    # On Windows az is run by cmd, which would take an address apart at each ampersand, and what it prints is not in UTF-8:
    # the address is read from one file, and the answer is written to another.
    $asked = (New-TemporaryFile).FullName
    $answered = (New-TemporaryFile).FullName
    $told = (New-TemporaryFile).FullName
    Write-Text $asked $Address
    $ErrorActionPreference = 'Continue'
    if ($Address -notmatch '^(/|https://)') {
      $words = $Address.Split(' ')
      $printed = az $words --output json 2> $told
    } elseif ($Resource) {
      $printed = az rest --method get --url "@$asked" --resource $Resource --output-file $answered --verbose 2> $told
    } else {
      $printed = az rest --method get --url "@$asked" --output-file $answered --verbose 2> $told
    }
    $code = $LASTEXITCODE
    $ErrorActionPreference = 'Stop'
    $script:Said = [string](Get-Content -Raw -LiteralPath $told)
    $answer = [System.IO.File]::ReadAllText($answered)
    if (-not $answer) { $answer = $printed -join "`n" }
    Remove-Item -LiteralPath $asked, $answered, $told
    if ($code -eq 0) { return $answer }
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
  if (Test-Path -LiteralPath "$file.json") { return }
  $pages = New-Object System.Collections.Generic.List[string]
  $next = $Address
  while ($next) {
    $page = Invoke-Ask $next $Resource
    if ($null -eq $page) { Write-Refusal $file $next; return }
    # An answer without content is an empty list of nobody knows what.
    if (-not $page) { $page = '[]' }
    $pages.Add($page)
    $link = [regex]::Unescape([regex]::Match($page, '"(@odata\.)?nextLink": *"(https:[^"]*)"').Groups[2].Value)
    # A page of somebody else's is not asked for.
    if ($link -and $Address -match '^https://' -and ([uri]$link).Host -ne ([uri]$Address).Host) { $link = '' }
    $next = $link
  }
  if ($pages.Count -gt 1) { $text = "[`n" + ($pages -join ",`n") + "`n]" } else { $text = $pages[0] }
  Write-Text "$file.json" $text
  if (Test-Path -LiteralPath "$file.refused.json") { Remove-Item -LiteralPath "$file.refused.json" }
  Write-Output "$file.json"
}

# Writes down that nothing could be seen there, which is never that nothing is there.
function Write-Refusal([string]$File, [string]$Address) {
  $code = 'Failed'
  if ($script:Said -match 'not ?found|0x8006088a') { $code = 'NotFound' }
  if ($script:Said -match 'too ?many ?requests') { $code = 'TooManyRequests' }
  if ($script:Said -match 'forbidden|unauthorized|authorizationfailed|denied|privilege|0x80040220|aadsts6500') { $code = 'Forbidden' }
  $line = [string]($script:Said -split "`n" | Where-Object { $_ -cmatch 'ERROR:' } | Select-Object -First 1)
  $line = ($line -replace '[^A-Za-z0-9 .,:;()/_-]', '')
  if ($line.Length -gt 200) { $line = $line.Substring(0, 200) }
  $error_answer = @{ error = @{ code = $code; message = "${Address}: $line" } } | ConvertTo-Json -Depth 3
  Write-Text "$File.refused.json" $error_answer
  $script:Refused++
  Write-Warning "$File.refused.json: $code"
}

# What the answers of a call name.
function Get-Ids([string]$Name, [string]$Pattern) {
  $files = @(Get-ChildItem -LiteralPath $Folder -Filter "$Name*.json" | Where-Object { $_.Name -match "^$([regex]::Escape($Name))(-[0-9]+)?\.json$" })
  $found = foreach ($file in $files) {
    [regex]::Matches([System.IO.File]::ReadAllText($file.FullName), $Pattern) | ForEach-Object { $_.Value -replace '^.*"([^"]*)"$', '$1' }
  }
  $found | Sort-Object -Unique
}
