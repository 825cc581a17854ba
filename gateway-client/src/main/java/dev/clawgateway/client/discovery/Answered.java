package dev.clawgateway.client.discovery;

/**
 * What a gateway answered to a question.
 *
 * @param json the answer as it came, in one line
 */
public record Answered<T>(T value, String json) {}
