/**
 * The placement rules written down as plainly as possible: objects and full scans, no index. Slow
 * and obviously right; what the fast engine is measured against.
 */
@NullMarked
package dev.clawgateway.scheduler.reference;

import org.jspecify.annotations.NullMarked;
