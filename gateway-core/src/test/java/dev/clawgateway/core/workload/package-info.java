/** Tests of specs and their limits. */
@NullMarked
package dev.clawgateway.core.workload;

import org.jspecify.annotations.NullMarked;
