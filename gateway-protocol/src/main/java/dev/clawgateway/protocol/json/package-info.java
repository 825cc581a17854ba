/**
 * The kit all JSON dialects read and write with: text to a tree that refuses what nobody honest
 * sends, values that say where and what is wrong, kinds of values, members of objects. Knows no
 * dialect and no message. No I/O, no state, no thread.
 */
@NullMarked
package dev.clawgateway.protocol.json;

import org.jspecify.annotations.NullMarked;
