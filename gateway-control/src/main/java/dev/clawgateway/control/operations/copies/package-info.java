/** Copies of the store, as operators ask for them: one at a time, in the background. */
@NullMarked
package dev.clawgateway.control.operations.copies;

import org.jspecify.annotations.NullMarked;
