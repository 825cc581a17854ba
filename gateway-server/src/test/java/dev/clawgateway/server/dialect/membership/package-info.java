/** Tests of the membership dialect by real HTTP. */
@NullMarked
package dev.clawgateway.server.dialect.membership;

import org.jspecify.annotations.NullMarked;
