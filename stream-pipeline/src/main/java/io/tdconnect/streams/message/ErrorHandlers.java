// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes Kafka Streams continue after bad messages; any other failure stops the thread.
 *
 * <p>Streams deserializes nothing itself, so it has no deserialization failures.
 */
public final class ErrorHandlers implements ProcessingExceptionHandler, ProductionExceptionHandler {
    /** Name of the setting that contains the {@link BadMessages}. */
    public static final String BAD_MESSAGES = "tdconnect.bad.messages";

    private @Nullable BadMessages messages;

    /** For Kafka Streams, which configures it. */
    public ErrorHandlers() {}

    @Override
    public void configure(Map<String, ?> configs) {
        messages = (BadMessages) configs.get(BAD_MESSAGES);
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> input, Exception exception) {
        if (!(exception instanceof BadMessageException bad)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        List<ProducerRecord<byte[], byte[]>> letters = messages().deadLetters(context, bad, bad.payload());
        return messages().continues()
                ? ProcessingExceptionHandler.Response.resume(letters)
                : ProcessingExceptionHandler.Response.fail();
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> output, Exception exception) {
        boolean refused = exception instanceof RecordTooLargeException || exception instanceof InvalidTopicException;
        if (!refused || messages().isDeadLetter(output)) {
            return exception instanceof RetriableException
                    ? ProductionExceptionHandler.Response.retry()
                    : ProductionExceptionHandler.Response.fail();
        }
        BadMessageException bad = new BadMessageException(
                BadMessageCause.NOT_ACCEPTED, "KAFKA_PRODUCE", output.topic(), getClass(), (RuntimeException)
                        exception);
        // The message fitted into Kafka. If it is no longer available, the letter contains the row without its value.
        BadMessageException.Payload payload = context.sourceRawValue() == null
                ? new BadMessageException.Payload(output.key(), null, output.headers())
                : new BadMessageException.Payload(
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        Objects.requireNonNullElseGet(output.headers(), RecordHeaders::new));
        List<ProducerRecord<byte[], byte[]>> letters = messages().deadLetters(context, bad, payload);
        return messages().continues()
                ? ProductionExceptionHandler.Response.resume(letters)
                : ProductionExceptionHandler.Response.fail();
    }

    private BadMessages messages() {
        return Objects.requireNonNull(messages, BAD_MESSAGES);
    }
}
