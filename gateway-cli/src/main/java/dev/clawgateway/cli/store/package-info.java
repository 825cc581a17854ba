/**
 * The gateway's store: looked at, copied and brought back. What needs no running gateway works on
 * its files; what does asks it.
 */
@NullMarked
package dev.clawgateway.cli.store;

import org.jspecify.annotations.NullMarked;
