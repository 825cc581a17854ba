package dev.clawgateway.client.provider;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a person does to sign in, on this machine or any other.
 *
 * @param page to go to
 * @param code to type there
 * @param direct a page that has the code already; null for none
 * @param limit after which it is too late
 */
public record SignInPrompt(URI page, String code, @Nullable URI direct, Duration limit) {}
