// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MosquittoIT {
    private static Mosquitto mosquitto;

    @BeforeAll
    static void start() {
        mosquitto = Mosquitto.start();
    }

    @AfterAll
    static void stop() {
        mosquitto.close();
    }

    @Test
    void passwordListenerRefusesOthers() throws MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(mosquitto.user());
        options.setPassword(mosquitto.password().toCharArray());
        connect(mosquitto.passwordUrl(), options).disconnect();

        options.setPassword("wrong".toCharArray());
        assertThatThrownBy(() -> connect(mosquitto.passwordUrl(), options))
                .isInstanceOfSatisfying(
                        MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(5));
    }

    @Test
    void tlsListenerIsTrustedThroughTheAuthority() throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(Tls.trusting(mosquitto.certificates()).getSocketFactory());
        connect(mosquitto.tlsUrl(), options).disconnect();

        assertThatThrownBy(() -> connect(mosquitto.mutualTlsUrl(), options)).isInstanceOf(MqttException.class);
    }

    @Test
    void mutualTlsListenerAcceptsTheClientCertificate() throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(
                Tls.withClientCertificate(mosquitto.certificates()).getSocketFactory());

        connect(mosquitto.mutualTlsUrl(), options).disconnect();
    }

    @Test
    void queuedMessagesSurviveARestart() throws Exception {
        MqttConnectOptions persistent = new MqttConnectOptions();
        persistent.setCleanSession(false);
        MqttClient subscriber = client(mosquitto.url(), "subscriber");
        subscriber.connect(persistent);
        subscriber.subscribe("plant/+", 1);
        subscriber.disconnect();
        MqttConnectOptions publishing = new MqttConnectOptions();
        publishing.setMaxInflight(2000);
        MqttClient publisher = connect(mosquitto.url(), publishing);
        for (int i = 0; i < 2000; i++) {
            publisher.publish("plant/" + i, new byte[0], 1, false);
        }
        publisher.disconnect();

        mosquitto.stop();
        mosquitto.restart();

        BlockingQueue<String> topics = new LinkedBlockingQueue<>();
        subscriber.setCallback(new Arrivals(topics));
        subscriber.connect(persistent);
        for (int i = 0; i < 2000; i++) {
            assertThat(topics.poll(20, TimeUnit.SECONDS)).isEqualTo("plant/" + i);
        }
        subscriber.disconnect();
    }

    @Test
    void wrongSettingIsShown() {
        assertThatThrownBy(() -> Mosquitto.start(MosquittoOptions.defaults().withSetting("no_such_setting 1")))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("no_such_setting");
    }

    private static MqttClient connect(String url, MqttConnectOptions options) throws MqttException {
        MqttClient client = client(url, MqttClient.generateClientId());
        client.connect(options);
        return client;
    }

    private static MqttClient client(String url, String id) throws MqttException {
        return new MqttClient(url, id, new MemoryPersistence());
    }
}
