package dev.clawgateway.client.membership;

/**
 * What a gateway answered.
 *
 * @param json the answer as it came
 */
public record MemberAnswer<T>(T value, String json) {}
