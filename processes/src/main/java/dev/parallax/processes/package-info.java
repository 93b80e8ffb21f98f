/** Processes of their own on this machine: a Flink cluster, and what else a run takes. They can be started, killed, paused and started again. */
package dev.parallax.processes;
