/** Devices that identify themselves by a key. */
@NullMarked
package dev.clawgateway.cli.device;

import org.jspecify.annotations.NullMarked;
