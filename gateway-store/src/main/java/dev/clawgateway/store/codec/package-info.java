/** Commands and outcomes as one gateway tells them to another. Opens and stores nothing. */
@NullMarked
package dev.clawgateway.store.codec;

import org.jspecify.annotations.NullMarked;
