#!/bin/sh
# Sends malformed data sets, then malformed requests, to a running service and prints its resident memory before and
# after, which shows whether refusing leaks native memory. Fails when an answer is not a refusal (4xx).
#
#   src/bench/malformed.sh <base url> <process id of the service> <how many of each> <model>
#
# The model has to be in production: its columns are what the requests get wrong.
set -eu

base=${1:-http://localhost:8080}
pid=${2:?the process id of the service is needed to read its memory}
count=${3:-1000}
model=${4:-income}
warm_up=300
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '' > "$work/0.csv"
printf 'a,b,c\n' > "$work/1.csv"
printf 'a,b\n1,2\n3\n' > "$work/2.csv"
printf 'a,b\n1,"x\n2,y\n' > "$work/3.csv"
printf 'a,a\n1,2\n' > "$work/4.csv"
printf 'a,b\n1,\001\n' > "$work/5.csv"
printf 'PAR1 cut off' > "$work/6.parquet"
printf 'PAR1%0200dPAR1' 7 > "$work/7.parquet"
printf '{"a": 1}\n{"a": \n' > "$work/8.jsonl"
printf '{"a": {"b": 1}}\n' > "$work/9.jsonl"

# One request per line: the path, then the body.
cat > "$work/requests" <<END
/v1/models/$model:predict {"instances": [{"age": 1
/v1/models/$model:predict {"instances": []}
/v1/models/$model:predict {"instances": [{}]}
/v1/models/$model:predict {"instances": [{"no such column": 1}]}
/v1/models/$model:predict {"instances": [[1]]}
/v1/models/$model:predict {"instances": {"age": 1}}
/v1/models/$model:predict {"instances": [{"age": NaN}]}
/v1/models/$model:predict [1, 2, 3]
/v1/models/$model:predict {"inputs": {"age": [1, 2], "hours": [1]}}
/v1/models/$model/versions/99:predict {"instances": [{"age": 1}]}
/v2/models/$model/infer {"inputs": []}
/v2/models/$model/infer {"inputs": [{"name": "age", "datatype": "FP64", "shape": [2], "data": [1]}]}
/v2/models/$model/infer {"inputs": [{"name": "age", "datatype": "FP65", "shape": [1], "data": [1]}]}
/v2/models/$model/infer {"inputs": [{"name": "age", "datatype": "FP64", "shape": [-1], "data": [1]}]}
/v2/models/$model/infer {"inputs": [{"name": "age", "datatype": "FP64", "shape": [4611686018427387904, 4], "data": [1]}]}
/v2/models/$model/infer {"inputs": [{"name": "age", "datatype": "FP64", "shape": [1], "data": ["x"]}]}
/v2/models/$model/infer {"inputs": "age"}
/v2/models/none/infer {"inputs": [{"name": "age", "datatype": "FP64", "shape": [1], "data": [1]}]}
/api/train-jobs {"model": "m"
/api/train-jobs {}
/api/train-jobs {"model": "m", "dataset": {"id": "none"}, "target": "t"}
/api/train-jobs {"model": "m", "dataset": {"name": "people"}, "target": "none"}
/api/train-jobs {"model": "../m", "dataset": {"name": "people"}, "target": "income"}
/api/train-jobs {"model": "m", "dataset": {"name": "people"}, "target": "income", "epochs": -1}
/api/train-jobs {"model": "m", "dataset": {"name": "people"}, "target": "income", "epochs": "many"}
/api/train-jobs {"model": "m", "dataset": {"name": "people"}, "target": "income", "epoch": 3}
/api/train-jobs {"model": "m", "dataset": {"name": "people"}, "target": "income", "optimizer": {"type": "magic"}}
/api/train-jobs {"model": "m", "dataset": {"name": "people"}, "target": "income", "split": {"test": 1.5}}
END

resident() {
  awk '/^VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status"
}

malformed_data_set() {
  curl -s -o /dev/null -w '%{http_code}\n' --max-time 30 -F "file=@$(ls "$work/$(($1 % 10))".*)" "$base/api/datasets"
}

malformed_request() {
  line=$(sed -n "$(($1 % $(wc -l < "$work/requests") + 1))p" "$work/requests")
  curl -s -o /dev/null -w '%{http_code}\n' --max-time 30 -H 'Content-Type: application/json' -d "${line#* }" "$base${line%% *}"
}

send() {
  i=0
  while [ "$i" -lt "$2" ]; do
    "$1" "$i"
    i=$((i + 1))
  done
}

measure() {
  # The first ones load classes and code that stay; they are no leak.
  send "$1" "$warm_up" > /dev/null
  before=$(resident)
  send "$1" "$count" > "$work/answers"
  echo "$1: $(sort "$work/answers" | uniq -c | awk '{printf "%s%d times %s", sep, $1, $2; sep = ", "}')"
  echo "$1: resident MiB after $warm_up: $before, after $count more: $(resident)"
  if grep -qv '^4' "$work/answers"; then
    echo "$1: not every answer is a refusal"
    exit 1
  fi
}

measure malformed_data_set
measure malformed_request
