#!/bin/sh
# Runs a scenario in shards as tasks of an Azure Batch job on a pool that is there, with the Azure CLI signed in to the Batch account.
#   azure-batch.sh POOL SHARDS SHARE
# The pool's start task puts `greenlight` on the path, and the pool mounts an Azure Files share as SHARE, which holds `rollout.yaml`:
# shards are written beside it. When all tasks are done: greenlight merge SHARE/shards/*.jsonl
set -eu
pool=$1 shards=$2 share=$3
job="greenlight-$(date -u +%Y%m%d%H%M%S)"

az batch job create --id "$job" --pool-id "$pool"
# The node's variable says where its shares are mounted; Batch runs a command line without a shell of its own.
seq "$shards" | while read -r number; do
    folder="\$AZ_BATCH_NODE_MOUNTS_DIR/$share"
    command="mkdir -p $folder/shards && greenlight simulate $folder/rollout.yaml --replicates 10000"
    command="$command --shard $number/$shards --output $folder/shards/$number.jsonl"
    az batch task create --job-id "$job" --task-id "shard-$number" --max-task-retry-count 3 \
        --command-line "/bin/sh -c '$command'"
done
# The job ends by itself once its tasks have ended; a task whose shard is there ends at once, so submit again where some failed.
az batch job set --job-id "$job" --on-all-tasks-complete terminateJob
echo "$job"
