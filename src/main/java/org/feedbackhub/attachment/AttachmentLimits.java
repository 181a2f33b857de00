package org.feedbackhub.attachment;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How far the files of a message are read for their words. What is beyond is not looked at; the file itself is kept whole.
 *
 * @param fileSize of a file; a larger one is not opened
 * @param files of one message, those in attached mails included
 * @param depth to which mails attached to mails are opened
 * @param unpacked bytes that a file may unpack to, all its parts together
 * @param unpackedPart bytes that one part of a PDF may unpack to, if it is no picture
 * @param pages of a PDF
 * @param fileCharacters of the words of one file
 * @param characters of the words of all files of a message
 * @param fileTime that reading one file may take
 * @param time that reading all files of a message may take
 * @param atOnce files that are read at the same moment, those included that were given up and have not ended
 */
@ConfigurationProperties("hub.attachments.limits")
@Validated
public record AttachmentLimits(
        @DefaultValue("20MB") @NotNull DataSize fileSize,
        @DefaultValue("30") @Min(0) int files,
        @DefaultValue("3") @Min(0) int depth,
        @DefaultValue("200MB") @NotNull DataSize unpacked,
        @DefaultValue("16MB") @NotNull DataSize unpackedPart,
        @DefaultValue("50") @Min(1) int pages,
        @DefaultValue("20000") @Min(1) int fileCharacters,
        @DefaultValue("60000") @Min(1) int characters,
        @DefaultValue("2s") @NotNull Duration fileTime,
        @DefaultValue("5s") @NotNull Duration time,
        @DefaultValue("4") @Min(1) int atOnce) {}
