package dev.clawgateway.server.dialect.api;

import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway that asks nobody who he is, and somebody who asks it by its API. */
public abstract class ApiFixture {
    protected TestGateway gateway;
    protected ApiClient api;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = new TestGateway(TestGatewayOptions.standard());
        api = new ApiClient(gateway);
    }

    @AfterEach
    void stopGateway() {
        api.close();
        gateway.close();
    }
}
