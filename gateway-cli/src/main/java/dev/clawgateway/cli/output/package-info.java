/**
 * How answers look: screen, colours, tables, trees, and the words for states, sizes and times. Asks
 * nobody anything.
 */
@NullMarked
package dev.clawgateway.cli.output;

import org.jspecify.annotations.NullMarked;
