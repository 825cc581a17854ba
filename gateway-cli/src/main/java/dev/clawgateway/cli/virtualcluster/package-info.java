/** Commands about virtual clusters, the slices of the cluster with quotas of their own. */
@NullMarked
package dev.clawgateway.cli.virtualcluster;

import org.jspecify.annotations.NullMarked;
