@NullMarked
package dev.clawgateway.client.node;

import org.jspecify.annotations.NullMarked;
