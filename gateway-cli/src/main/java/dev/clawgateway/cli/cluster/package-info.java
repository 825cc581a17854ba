/** Commands about the cluster as a whole: its state, and whether it takes work. */
@NullMarked
package dev.clawgateway.cli.cluster;

import org.jspecify.annotations.NullMarked;
