package dev.parallax.cosmos.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class CosmosEmulatorTest {
    @Test
    void saysToABrowserThatItIsNoAzureService() throws Exception {
        try (CosmosEmulator emulator = CosmosEmulator.start(0)) {
            HttpResponse<String> answer = get(emulator.endpoint());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("no Azure service").contains("501");
        }
    }

    @Test
    void refusesRequestsThatAreNotSigned() throws Exception {
        try (CosmosEmulator emulator = CosmosEmulator.start(0)) {
            assertThat(get(emulator.endpoint() + "dbs").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (CosmosEmulator emulator = CosmosEmulator.start(0)) {
            assertThatThrownBy(() -> CosmosEmulator.start(emulator.port()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Port " + emulator.port() + " of this machine is in use by another program.");
        }
    }

    private static HttpResponse<String> get(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    }
}
