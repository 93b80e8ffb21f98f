/** Processes that are killed while a comparison goes on, and whether that changed anything. */
package dev.parallax.comparison.faults;
