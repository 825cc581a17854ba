@NullMarked
package dev.clawgateway.protocol.openclaw;

import org.jspecify.annotations.NullMarked;
