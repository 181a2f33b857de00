package org.feedbackhub.email;

import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/**
 * Tells which Content-Type counts where a part has several, which is not allowed (RFC 2045, 3). One that stands right behind
 * another describes what follows: the lines that parted them are lost, and with them the start of the multipart that the first
 * one names. One that a program has put elsewhere into the header counts for nothing.
 */
final class ContentTypes implements BodyDescriptorBuilder {

    private static final String NAME = "content-type";

    private final BodyDescriptorBuilder others;
    private @Nullable RawField counting;
    private boolean justSeen;

    ContentTypes() {
        this(new DefaultBodyDescriptorBuilder());
    }

    private ContentTypes(BodyDescriptorBuilder others) {
        this.others = others;
    }

    /** The one that counts among the fields of a part. */
    static Optional<Field> of(List<Field> fields) {
        Optional<Field> counting = Optional.empty();
        boolean justSeen = false;
        for (Field field : fields) {
            boolean isOne = is(field);
            counting = isOne && (counting.isEmpty() || justSeen) ? Optional.of(field) : counting;
            justSeen = isOne;
        }
        return counting;
    }

    private static boolean is(Field field) {
        return field.getName().strip().equalsIgnoreCase(NAME);
    }

    @Override
    public void reset() {
        others.reset();
        counting = null;
        justSeen = false;
    }

    @Override
    public @Nullable Field addField(RawField field) throws MimeException {
        boolean isOne = is(field);
        if (isOne && (counting == null || justSeen)) {
            counting = field;
        }
        justSeen = isOne;
        return isOne ? null : others.addField(field);
    }

    @Override
    public BodyDescriptor build() {
        if (counting != null) {
            try {
                others.addField(counting);
            } catch (MimeException e) {
                throw new IllegalStateException("a lenient reader takes every field", e);
            }
            counting = null;
        }
        return others.build();
    }

    @Override
    public BodyDescriptorBuilder newChild() {
        return new ContentTypes(others.newChild());
    }
}
