/** Places where a test can make the process end or a write fail. None does anything by itself. */
@NullMarked
package dev.clawgateway.store.failpoint;

import org.jspecify.annotations.NullMarked;
