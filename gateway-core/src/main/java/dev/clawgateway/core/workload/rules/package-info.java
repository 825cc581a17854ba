/** What is acceptable of what is asked for: the checks of specs, and the bounds of texts. */
@NullMarked
package dev.clawgateway.core.workload.rules;

import org.jspecify.annotations.NullMarked;
