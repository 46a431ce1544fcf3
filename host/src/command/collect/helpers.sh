set -uf
umask 077
# Git Bash on Windows would take an address that begins with a slash for a file's.
export MSYS_NO_PATHCONV=1
out=${1:-greenlight-exports}
refused=0
mkdir -p "$out" || exit 2
command -v az >/dev/null || { echo 'the Azure CLI is not there: https://aka.ms/azure-cli' >&2; exit 2; }

# ask ADDRESS [RESOURCE]: one answer into $file.page; where it is asked too often, it waits as long as the service says.
ask() {
  tries=0
  while :; do
    # shellcheck disable=SC2086 # Arguments of az are several words.
    case $1 in
      /* | https://*) az rest --method get --url "$1" ${2:+--resource "$2"} --output json --verbose ;;
      *) az $1 --output json ;;
    esac >"$file.page" 2>"$file.err" && return 0
    tries=$((tries + 1))
    if [ "$tries" -gt 8 ] || ! grep -Eqi 'status: 429|too ?many ?requests' "$file.err"; then return 1; fi
    wait=$(grep -Eio "retry-after'?: *'?[0-9]+" "$file.err" | grep -Eo '[0-9]+$' | tail -n 1)
    echo "asked too often; going on in ${wait:-30} s" >&2
    sleep "${wait:-30}"
  done
}

# get NAME KEY ADDRESS [RESOURCE]: all pages of an answer into one file.
get() {
  file=$out/$1
  [ -n "$2" ] && file=$file-$(printf %s "$2" | cksum | cut -d ' ' -f 1)
  [ -s "$file.json" ] && return
  address=$3 pages=0
  : >"$file.part"
  while [ -n "$address" ]; do
    if ! ask "$address" "${4:-}"; then refuse "$address"; return; fi
    [ "$pages" -gt 0 ] && echo , >>"$file.part"
    # An answer without content is an empty list of nobody knows what.
    [ -s "$file.page" ] || echo '[]' >"$file.page"
    cat "$file.page" >>"$file.part"
    pages=$((pages + 1))
    address=$(sed -n 's/.*"\(@odata\.\)\{0,1\}nextLink": *"\(https:[^"]*\)".*/\2/p' "$file.page" | head -n 1)
    # A page of somebody else's is not asked for.
    case $3 in https://*) [ "$(host "$address")" = "$(host "$3")" ] || address= ;; esac
  done
  [ "$pages" -gt 1 ] && { echo '['; cat "$file.part"; echo ']'; } >"$file.page"
  mv "$file.page" "$file.json"
  rm -f "$file.part" "$file.err" "$file.refused.json"
  echo "$file.json"
}

host() {
  rest=${1#https://}
  echo "${rest%%/*}"
}

# refuse ADDRESS: writes down that nothing could be seen there, which is never that nothing is there.
refuse() {
  code=Failed
  grep -Eqi 'not ?found|0x8006088a' "$file.err" && code=NotFound
  grep -Eqi 'too ?many ?requests' "$file.err" && code=TooManyRequests
  grep -Eqi 'forbidden|unauthorized|authorizationfailed|denied|privilege|0x80040220|aadsts6500' "$file.err" && code=Forbidden
  said=$({ grep 'ERROR:' "$file.err" || tail -n 1 "$file.err"; } | head -n 1 | tr -cd 'A-Za-z0-9 .,:;()/_-' | cut -c 1-200)
  asked=$(printf %s "$1" | tr -d '"\134')
  printf '{"error": {"code": "%s", "message": "%s: %s"}}\n' "$code" "$asked" "$said" >"$file.refused.json"
  rm -f "$file.part" "$file.page" "$file.err"
  refused=$((refused + 1))
  echo "$file.refused.json: $code" >&2
}

# ids NAME PATTERN: what the answers of a call name.
ids() (
  set +f
  cat "$out/$1".json "$out/$1"-[0-9]*.json 2>/dev/null | grep -Eo "$2" | sed 's/.*"\([^"]*\)"$/\1/' | sort -u
)

finish() {
  echo "$refused refused; now: greenlight facts $out"
}
