#!/bin/sh
# Simulates a scenario in shards, several at once on this machine, and merges them. Run it again after a failure: it does only what is missing.
#   xargs.sh SCENARIO SHARDS FOLDER [option of simulate]…
# GREENLIGHT names the program, JOBS how many shards run at once.
set -eu
scenario=$1 shards=$2 folder=$3
shift 3
mkdir -p "$folder"
export GREENLIGHT="${GREENLIGHT:-greenlight}"

# xargs ends with 123 where a shard failed; the others are simulated all the same.
seq "$shards" | xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -I '{}' \
    "$GREENLIGHT" simulate "$scenario" --shard "{}/$shards" --output "$folder/{}.jsonl" "$@"

# Each by its name, so that what another run left in the folder is not taken for a shard of this one.
set --
for number in $(seq "$shards"); do
    set -- "$@" "$folder/$number.jsonl"
done
exec "$GREENLIGHT" merge "$@" --format "${FORMAT:-words}"
