/**
 * The contract of the native API, as compiled when this was built: its operations as a table, and
 * the whole document. Read once; no I/O but the jar's own resources, no thread.
 */
@NullMarked
package dev.clawgateway.contract;

import org.jspecify.annotations.NullMarked;
