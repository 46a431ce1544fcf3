#!/bin/sh
#SBATCH --job-name=greenlight
#SBATCH --array=1-64
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --signal=TERM@60
# One task of the array is one shard. Submit and merge:
#   job=$(sbatch --parsable slurm.sh rollout.yaml shards)
#   sbatch --dependency=afterok:$job --wrap 'greenlight merge shards/*.jsonl'
# Where tasks failed, submit the array again: those whose shard is there end at once.
set -eu
scenario=$1 folder=$2
mkdir -p "$folder"
exec greenlight simulate "$scenario" --replicates 10000 \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --output "$folder/$SLURM_ARRAY_TASK_ID.jsonl"
