@NullMarked
package dev.clawgateway.server.dialect.openclaw;

import org.jspecify.annotations.NullMarked;
