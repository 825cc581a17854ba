@NullMarked
package dev.clawgateway.client.operator;

import org.jspecify.annotations.NullMarked;
