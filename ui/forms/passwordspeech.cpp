// SPDX-License-Identifier: MIT
#include "forms/passwordspeech_p.h"

#include "forms/passwordfield.h"

#include <QtWidgets/qaccessiblewidget.h>

namespace QtLogin {

static QString stars(qsizetype count)
{
    return QString(count, u'*');
}

namespace {

//! As Qt has it for a line edit, except that it can be read while the characters are shown.
class PasswordInterface final
    : public QAccessibleWidget, public QAccessibleTextInterface, public QAccessibleEditableTextInterface
{
public:
    explicit PasswordInterface(PasswordField *field) : QAccessibleWidget(field, QAccessible::EditableText) { }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.passwordEdit = !field()->isShown();
        state.editable = !field()->isReadOnly();
        state.readOnly = field()->isReadOnly();
        state.selectableText = true;
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return field()->isShown() ? field()->text() : stars(characterCount());
        const QString said = QAccessibleWidget::text(kind);
        return kind == QAccessible::Name && said.isEmpty() ? field()->placeholderText() : said;
    }

    void setText(QAccessible::Text kind, const QString &text) override
    {
        if (kind != QAccessible::Value)
            QAccessibleWidget::setText(kind, text);
        else if (canBeEdited())
            field()->setText(text);
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        switch (type) {
        case QAccessible::TextInterface:
            return static_cast<QAccessibleTextInterface *>(this);
        case QAccessible::EditableTextInterface:
            return static_cast<QAccessibleEditableTextInterface *>(this);
        default:
            return QAccessibleWidget::interface_cast(type);
        }
    }

    // QAccessibleTextInterface
    void selection(int index, int *start, int *end) const override
    {
        const bool selected = index == 0 && field()->hasSelectedText();
        *start = selected ? field()->selectionStart() : 0;
        *end = selected ? field()->selectionEnd() : 0;
    }
    int selectionCount() const override { return field()->hasSelectedText() ? 1 : 0; }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int index) override
    {
        if (index == 0)
            field()->deselect();
    }
    void setSelection(int index, int start, int end) override
    {
        if (index == 0 && start >= 0 && start <= characterCount())
            field()->setSelection(start, end - start);
    }
    int cursorPosition() const override { return field()->cursorPosition(); }
    void setCursorPosition(int position) override { field()->setCursorPosition(position); }
    QString text(int start, int end) const override
    {
        return field()->isShown() ? field()->text().mid(start, end - start) : QString();
    }
    int characterCount() const override { return int(field()->text().size()); }
    // Where the cursor is; a line edit does not say it of its other characters.
    QRect characterRect(int offset) const override
    {
        const QRect line = offset == cursorPosition() ? field()->inputMethodQuery(Qt::ImCursorRectangle).toRect()
                                                      : field()->rect();
        return QRect(field()->mapToGlobal(line.topLeft()), line.size());
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        return field()->cursorPositionAt(field()->mapFromGlobal(point));
    }
    void scrollToSubstring(int start, int end) override
    {
        setCursorPosition(end);
        setCursorPosition(start);
    }
    QString attributes(int offset, int *start, int *end) const override
    {
        *start = *end = offset;
        return {};
    }

    // QAccessibleEditableTextInterface
    void deleteText(int start, int end) override { replaceText(start, end, {}); }
    void insertText(int offset, const QString &text) override { replaceText(offset, offset, text); }
    void replaceText(int start, int end, const QString &text) override
    {
        if (!canBeEdited())
            return;
        setCursorPosition(start);
        setSelection(0, start, end);
        field()->insert(text);
    }

private:
    PasswordField *field() const { return static_cast<PasswordField *>(widget()); }
    bool canBeEdited() const { return field()->isEnabled() && !field()->isReadOnly(); }
};

QAccessibleInterface *createInterface(const QString &, QObject *object)
{
    auto *field = qobject_cast<PasswordField *>(object);
    return field ? new PasswordInterface(field) : nullptr;
}

//! The handler that hears of everything: an update handler of the application, or the platform's.
QAccessible::UpdateHandler handlerBefore = nullptr;

void speakInStars(QAccessibleEvent *event);

// An update handler stands in the platform's place. Where it is not there, the event goes on as it does.
void passOn(QAccessibleEvent *event)
{
    QAccessible::installUpdateHandler(handlerBefore);
    QAccessible::updateAccessibility(event);
    QAccessible::installUpdateHandler(speakInStars);
}

template<typename Event, typename... Arguments>
void passOnAs(const QAccessibleTextCursorEvent *clear, QObject *field, Arguments... arguments)
{
    Event masked(field, arguments...);
    masked.setCursorPosition(clear->cursorPosition());
    passOn(&masked);
}

void speakInStars(QAccessibleEvent *event)
{
    auto *field = qobject_cast<PasswordField *>(event->object());
    if (!field || field->isShown()) {
        passOn(event);
        return;
    }
    switch (event->type()) {
    case QAccessible::TextInserted: {
        const auto *clear = static_cast<QAccessibleTextInsertEvent *>(event);
        passOnAs<QAccessibleTextInsertEvent>(clear, field, clear->changePosition(),
                                             stars(clear->textInserted().size()));
        break;
    }
    case QAccessible::TextRemoved: {
        const auto *clear = static_cast<QAccessibleTextRemoveEvent *>(event);
        passOnAs<QAccessibleTextRemoveEvent>(clear, field, clear->changePosition(),
                                             stars(clear->textRemoved().size()));
        break;
    }
    case QAccessible::TextUpdated: {
        const auto *clear = static_cast<QAccessibleTextUpdateEvent *>(event);
        passOnAs<QAccessibleTextUpdateEvent>(clear, field, clear->changePosition(),
                                             stars(clear->textRemoved().size()), stars(clear->textInserted().size()));
        break;
    }
    default:
        passOn(event);
        break;
    }
}

} // namespace

void speakOfPasswordsInStars()
{
    static const bool once = [] {
        QAccessible::installFactory(createInterface);
        handlerBefore = QAccessible::installUpdateHandler(speakInStars);
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace QtLogin
