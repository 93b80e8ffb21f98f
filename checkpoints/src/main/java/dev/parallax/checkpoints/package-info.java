/** What a checkpoint or savepoint of a job holds, read without the job. */
package dev.parallax.checkpoints;
