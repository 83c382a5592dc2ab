// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.http.HttpRequests;
import io.tdconnect.common.json.JsonTree;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The mapping of a database and retention policy to a bucket, which InfluxQL needs on InfluxDB 2.x. */
public final class BucketMapping {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonTree TREE = new JsonTree(JsonTree::exact, false);
    private static final int MOST_BUCKETS = 100;
    private static final String DEFAULT_POLICY = "autogen";

    private final HttpRequests<InfluxException> requests;
    private final String bucket;
    private final String retentionPolicy;
    private final String organization;

    public BucketMapping(HttpRequests<InfluxException> requests, SelectionOptions selection, String organization) {
        this.requests = requests;
        bucket = selection.bucket();
        retentionPolicy = selection.retentionPolicy();
        this.organization = organization;
    }

    /** The names of the buckets that a token may read. */
    public static List<String> buckets(HttpRequests<InfluxException> requests, String organization)
            throws IOException, InfluxException {
        HttpRequests.Request request = HttpRequests.Request.get(
                "/api/v2/buckets?limit=" + MOST_BUCKETS + "&orgID=" + encode(organization), "application/json");
        try (HttpRequests.Answer answer = requests.send(request)) {
            return objects(answer.text(), "buckets").stream()
                    .map(bucket -> bucket.getOrDefault("name", ""))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Makes sure that the bucket can be read.
     *
     * @param create whether a missing mapping is added
     * @throws OptionException if the mapping, the bucket or the organization does not exist
     */
    public void ensure(boolean create) throws IOException, OptionException {
        String bucketId = bucketId();
        if (exists()) {
            return;
        }
        if (!create) {
            throw missing();
        }
        StringWriter mapping = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(mapping)) {
            json.writeStartObject();
            json.writeStringField("orgID", organization);
            json.writeStringField("bucketID", bucketId);
            json.writeStringField("database", bucket);
            json.writeStringField("retention_policy", retentionPolicy.isEmpty() ? DEFAULT_POLICY : retentionPolicy);
            json.writeBooleanField("default", true);
            json.writeEndObject();
        }
        objects(
                HttpRequests.Request.json("/api/v2/dbrps", mapping.toString()),
                LoginOptions.DBRP_AUTO_CREATE,
                "content");
    }

    /** Like {@link #ensure}, but leaves the server as it is: a missing mapping is accepted where it would be added. */
    public void check(boolean wouldCreate) throws IOException, OptionException {
        bucketId();
        if (!wouldCreate && !exists()) {
            throw missing();
        }
    }

    private OptionException missing() {
        return new OptionException(
                LoginOptions.DBRP_AUTO_CREATE,
                "InfluxDB has no mapping of a database and retention policy to bucket " + bucket
                        + ", without which InfluxQL"
                        + " cannot read it; set " + LoginOptions.DBRP_AUTO_CREATE
                        + "=true, or add it with: influx v1 dbrp create --db " + bucket + " --rp "
                        + (retentionPolicy.isEmpty() ? DEFAULT_POLICY : retentionPolicy) + " --bucket-id ID --default");
    }

    private boolean exists() throws IOException, OptionException {
        HttpRequests.Request request = HttpRequests.Request.get(
                "/api/v2/dbrps?orgID=" + encode(organization) + "&db=" + encode(bucket), "application/json");
        for (Map<String, String> mapping : objects(request, LoginOptions.ORG_ID, "content")) {
            boolean samePolicy = retentionPolicy.isEmpty()
                    ? Boolean.parseBoolean(mapping.get("default"))
                    : retentionPolicy.equals(mapping.get("retention_policy"));
            if (bucket.equals(mapping.get("database")) && samePolicy) {
                return true;
            }
        }
        return false;
    }

    private String bucketId() throws IOException, OptionException {
        HttpRequests.Request request = HttpRequests.Request.get(
                "/api/v2/buckets?orgID=" + encode(organization) + "&name=" + encode(bucket), "application/json");
        for (Map<String, String> found : objects(request, SelectionOptions.BUCKET, "buckets")) {
            String id = found.get("id");
            if (bucket.equals(found.get("name")) && id != null) {
                return id;
            }
        }
        throw new OptionException(
                SelectionOptions.BUCKET,
                "Expected a bucket that the token may read, found none with the name " + bucket);
    }

    /** The scalar values of each object in a list of the answer. */
    private List<Map<String, String>> objects(HttpRequests.Request request, String option, String list)
            throws IOException, OptionException {
        try (HttpRequests.Answer answer = requests.send(request)) {
            return objects(answer.text(), list);
        } catch (InfluxException e) {
            throw new OptionException(blamed(e, option), e.text());
        }
    }

    /** The scalar values of each object in a list of an answer; empty if the answer has another form. */
    public static List<Map<String, String>> objects(String text, String list) throws IOException {
        List<Map<String, String>> objects = new ArrayList<>();
        if (parsed(text) instanceof Map<?, ?> answer && answer.get(list) instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof Map<?, ?> object) {
                    objects.add(scalars(object));
                }
            }
        }
        return objects;
    }

    private static @Nullable Object parsed(String text) throws IOException {
        try {
            return TREE.parse(text);
        } catch (DataException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Map<String, String> scalars(Map<?, ?> object) {
        Map<String, String> values = new HashMap<>();
        object.forEach((name, value) -> {
            if (!(value instanceof Map) && !(value instanceof List)) {
                values.put(String.valueOf(name), String.valueOf(value));
            }
        });
        return values;
    }

    private static String blamed(InfluxException failure, String option) {
        String message = failure.text().toLowerCase(Locale.ROOT);
        if (message.contains("organization") || message.contains("orgid") || message.contains("org id")) {
            return LoginOptions.ORG_ID;
        }
        return switch (failure.kind()) {
            case CREDENTIALS, PRIVILEGE -> LoginOptions.TOKEN;
            case TOO_MUCH, UNAVAILABLE -> ConnectionOptions.URL;
            case NOT_FOUND, REFUSED -> option;
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
