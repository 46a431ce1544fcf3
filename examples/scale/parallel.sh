#!/bin/sh
# Simulates a scenario in shards with GNU parallel, here or on the machines of a file as `--sshloginfile` takes it, and merges them.
#   parallel.sh SCENARIO SHARDS FOLDER [option of simulate]…
# HOSTS names that file: each machine needs `greenlight` on its path and the folder on a shared drive.
set -eu
scenario=$1 shards=$2 folder=$3
shift 3
mkdir -p "$folder"

# A shard that fails is tried twice more; what is there from an earlier run is not simulated again.
seq "$shards" | parallel --retries 3 --joblog "$folder/jobs.log" --workdir "$PWD" ${HOSTS:+--sshloginfile "$HOSTS"} \
    greenlight simulate "$scenario" --shard "{}/$shards" --output "$folder/{}.jsonl" "$@"

seq -f "$folder/%g.jsonl" "$shards" | xargs greenlight merge
