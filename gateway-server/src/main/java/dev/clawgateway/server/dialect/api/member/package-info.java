/** The members of the two registries, for those who look after them. */
@NullMarked
package dev.clawgateway.server.dialect.api.member;

import org.jspecify.annotations.NullMarked;
