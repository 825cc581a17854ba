/** Makes the program's next starts faster. */
@NullMarked
package dev.clawgateway.cli.warmup;

import org.jspecify.annotations.NullMarked;
