// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.config.OptionProblem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The mapping of database and retention policy to a bucket without which InfluxDB 2.x answers no InfluxQL. */
final class BucketMapping {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT_POLICY = "autogen";

    private final HttpRequests requests;
    private final String bucket;
    private final String retentionPolicy;
    private final String organization;

    BucketMapping(HttpRequests requests, InfluxSourceConfig config) {
        this.requests = requests;
        bucket = config.bucket();
        retentionPolicy = config.retentionPolicy();
        organization = config.getString(InfluxSourceConfig.ORG_ID);
    }

    /**
     * Makes sure that the bucket can be read.
     *
     * @param create whether a missing mapping is added
     * @throws OptionProblem if there is none, or no such bucket or organization
     */
    void ensure(boolean create) throws IOException, OptionProblem {
        String bucketId = bucketId();
        if (exists()) {
            return;
        }
        if (!create) {
            throw missing();
        }
        ObjectNode mapping = JSON.createObjectNode();
        mapping.put("orgID", organization);
        mapping.put("bucketID", bucketId);
        mapping.put("database", bucket);
        mapping.put("retention_policy", retentionPolicy.isEmpty() ? DEFAULT_POLICY : retentionPolicy);
        mapping.put("default", true);
        send(HttpRequests.Request.json("/api/v2/dbrps", mapping.toString()), InfluxSourceConfig.DBRP_AUTO_CREATE);
    }

    /** Like {@link #ensure}, but leaves the server as it is: a mapping that would be added is no problem. */
    void check(boolean wouldCreate) throws IOException, OptionProblem {
        bucketId();
        if (!wouldCreate && !exists()) {
            throw missing();
        }
    }

    private OptionProblem missing() {
        return new OptionProblem(
                InfluxSourceConfig.DBRP_AUTO_CREATE,
                "InfluxDB has no mapping of a database and retention policy to bucket " + bucket
                        + ", without which InfluxQL"
                        + " cannot read it; set " + InfluxSourceConfig.DBRP_AUTO_CREATE
                        + "=true, or add it with: influx v1 dbrp create --db " + bucket + " --rp "
                        + (retentionPolicy.isEmpty() ? DEFAULT_POLICY : retentionPolicy) + " --bucket-id ID --default");
    }

    private boolean exists() throws IOException, OptionProblem {
        JsonNode answer = send(
                HttpRequests.Request.get(
                        "/api/v2/dbrps?orgID=" + organization + "&db=" + encode(bucket), "application/json"),
                InfluxSourceConfig.ORG_ID);
        for (JsonNode mapping : answer.path("content")) {
            boolean sameDatabase = mapping.path("database").asText().equals(bucket);
            boolean samePolicy = retentionPolicy.isEmpty()
                    ? mapping.path("default").asBoolean()
                    : mapping.path("retention_policy").asText().equals(retentionPolicy);
            if (sameDatabase && samePolicy) {
                return true;
            }
        }
        return false;
    }

    private String bucketId() throws IOException, OptionProblem {
        JsonNode answer = send(
                HttpRequests.Request.get(
                        "/api/v2/buckets?orgID=" + organization + "&name=" + encode(bucket), "application/json"),
                InfluxSourceConfig.BUCKET);
        for (JsonNode found : answer.path("buckets")) {
            if (found.path("name").asText().equals(bucket)) {
                return found.path("id").asText();
            }
        }
        throw new OptionProblem(
                InfluxSourceConfig.BUCKET,
                "Expected a bucket that the token may read, found none with the name " + bucket);
    }

    private JsonNode send(HttpRequests.Request request, String option) throws IOException, OptionProblem {
        try (HttpRequests.Answer answer = requests.send(request)) {
            return JSON.readTree(answer.text());
        } catch (InfluxException e) {
            throw new OptionProblem(blamed(e, option), e.text());
        }
    }

    private static String blamed(InfluxException failure, String option) {
        String message = failure.text().toLowerCase(Locale.ROOT);
        if (message.contains("organization") || message.contains("orgid") || message.contains("org id")) {
            return InfluxSourceConfig.ORG_ID;
        }
        return switch (failure.kind()) {
            case CREDENTIALS, PRIVILEGE -> InfluxSourceConfig.TOKEN;
            case TOO_MUCH, UNAVAILABLE -> InfluxSourceConfig.URL;
            case NOT_FOUND, REFUSED -> option;
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
