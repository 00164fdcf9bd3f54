#!/usr/bin/env bash
# Starts a Slurm of one node, this machine, whose files are all in DIR: for tests, as root, without systemd and cgroups.
#   apt-get install -y slurm-wlm munge
#   e2e/slurm/start.sh DIR && SLURM_CONF=DIR/slurm.conf srun hostname; e2e/slurm/stop.sh DIR
# It notices within seconds that a node's daemon is gone, says that there are four cores whether there are or not, and has ports
# of its own, so that another Slurm may run here.
set -euo pipefail

if [ $# -ne 1 ]; then echo "usage: $0 DIR" >&2; exit 2; fi
mkdir -p "$1"
dir=$(cd "$1" && pwd)
node=$(hostname -s)
mkdir -p "$dir/state" "$dir/spool"

start_munge() {
  mkdir -p /run/munge
  chown munge: /run/munge
  runuser -u munge -- munged --pid-file=/run/munge/munged.pid
  cp /run/munge/munged.pid "$dir/munged.pid"
}

cat >"$dir/slurm.conf" <<CONF
ClusterName=bcos
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=2
MessageTimeout=2
TCPTimeout=1
KillWait=2
OverTimeLimit=0
NodeName=$node NodeAddr=127.0.0.1 CPUs=4 RealMemory=1000 State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP
CONF

export SLURM_CONF=$dir/slurm.conf
munge -n >"$dir/munge.log" 2>&1 || start_munge
slurmctld
slurmd
for _ in $(seq 60); do
  if sinfo --noheader --format=%t 2>/dev/null | grep -q idle; then exit 0; fi
  sleep 0.5
done
echo "Slurm did not become idle: see $dir/slurmctld.log and $dir/slurmd.log" >&2
exit 1
