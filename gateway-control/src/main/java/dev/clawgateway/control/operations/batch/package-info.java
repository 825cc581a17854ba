/**
 * Many submissions that come together, each for itself: as many at a time as there is room for, and
 * answered in the order in which they came.
 */
@NullMarked
package dev.clawgateway.control.operations.batch;

import org.jspecify.annotations.NullMarked;
