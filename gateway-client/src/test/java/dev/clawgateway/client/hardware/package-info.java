@NullMarked
package dev.clawgateway.client.hardware;

import org.jspecify.annotations.NullMarked;
