package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 | 1",
                "*/* | 1 | 1",
                "application/json, text/plain, */* | 1 | 1",
                "text/plain | 1 | 0",
                "TEXT/Plain;charset=utf-8 | 1 | 0",
                "text/*;q=0.5, application/json;q=0.4 | 0.5 | 0.4",
                "text/plain;q=0.5, */*;q=0.9 | 0.5 | 0.9",
                "text/plain, application/json;q=0 | 1 | 0",
                "text/html, application/xml;q=0.9, */*;q=0.8 | 0.8 | 0.8",
                "text/plain;q=x | 1 | 0",
                "image/png | 0 | 0",
            })
    void saysHowMuchATypeIsLiked(String accept, double text, double json) {
        assertThat(AcceptHeader.quality(accept, "text", "plain")).isEqualTo(text);
        assertThat(AcceptHeader.quality(accept, "application", "json")).isEqualTo(json);
    }
}
