// SPDX-License-Identifier: MIT
#include "forms/passwordfield.h"

#include "forms/fieldbutton_p.h"
#include "forms/glyph_p.h"
#include "forms/passwordmenu_p.h"
#include "forms/passwordspeech_p.h"
#include "forms/typedtext_p.h"

#include <QtCore/qpointer.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qinputmethod.h>

#include <sodium.h>

namespace QtLogin {

// A buffer that never has to grow can be wiped as a whole. No password policy goes
// beyond it; a longer text works, and may leave its beginning behind.
constexpr qsizetype roomForTyping = 1100;

static QString emptyBuffer()
{
    QString buffer;
    buffer.reserve(roomForTyping);
    return buffer;
}

static QString deepCopy(const QString &text)
{
    return QString(text.constData(), text.size());
}

// Copying leaves pieces in registers, and those end up in stack frames that are done with: the
// dynamic linker alone saves them all when a function is called for the first time.
static Result<Secret> secretFrom(QString &&text)
{
    constexpr size_t deadFrames = 16 * 1024;
    Result<Secret> secret = Secret::fromTypedText(std::move(text));
    sodium_stackzero(deadFrames);
    return secret;
}

//! Wipes what it cuts, which the line edit still shares.
class PasswordField::SecretLine final : public OneLine
{
public:
    explicit SecretLine(PasswordField *field) : OneLine(field), m_field(field) { }

protected:
    void discard(QString &entered) const override
    {
        m_field->keepUncut(entered);
        QtLogin::wipe(entered);
    }

private:
    PasswordField *m_field;
};

PasswordField::PasswordField(QWidget *parent)
    : QLineEdit(parent), m_toggle(new QAction(this)), m_button(new FieldButton(m_toggle, this))
{
    speakOfPasswordsInStars();
    setAcceptDrops(false);
    setDragEnabled(false);
    setValidator(new SecretLine(this));
    applyEchoMode(Password);
    wipe();
    addAction(m_toggle);
    updateToggle();
    QObject::connect(m_toggle, &QAction::triggered, this, [this] { setShown(!isShown()); });
    QObject::connect(this, &QLineEdit::textChanged, this, &PasswordField::followText);
    QObject::connect(this, &QLineEdit::selectionChanged, this, &PasswordField::holdDisplay);
}

PasswordField::~PasswordField()
{
    wipe();
}

Result<Secret> PasswordField::take()
{
    Result<Secret> secret = secretFrom(text()); // wipes the buffer that the line edit shares
    wipe();
    return secret;
}

Result<Secret> PasswordField::peek() const
{
    return secretFrom(deepCopy(text())); // wiped there
}

Result<Secret> PasswordField::peekUncut() const
{
    if (!differInLineEnds(m_uncut, text()))
        return Error::Kind::Absent;
    return secretFrom(deepCopy(m_uncut));
}

void PasswordField::keepUncut(const QString &entered)
{
    QtLogin::wipe(m_uncut);
    m_uncut = deepCopy(entered);
}

void PasswordField::wipe()
{
    const bool wasEmpty = text().isEmpty();
    {
        const QSignalBlocker quiet(this);
        const NothingAnnounced silence;
        if (QString shared = text(); !shared.isEmpty())
            QtLogin::wipe(shared);
        QtLogin::wipe(m_display);
        QtLogin::wipe(m_uncut);
        applyEchoMode(NoEcho); // what follows is not for the screen
        overwriteHistory();
        if (m_shown)
            showCharacters();
        else
            applyEchoMode(Password);
    }
    m_longest = 0;
    if (wasEmpty)
        return;
    QAccessibleValueChangeEvent emptied(this, QString());
    QAccessible::updateAccessibility(&emptied);
    Q_EMIT textChanged(QString());
}

// A line edit keeps every character typed in an undo list, and what was deleted behind the end of
// its text. Neither can be reached, but both are written over by typing on.
void PasswordField::overwriteHistory()
{
    if (m_longest > text().size())
        insert(QString(m_longest - text().size(), u' '));
    setText(emptyBuffer()); // forgets the list, keeps its memory
    insert(QString(roomForTyping, u' '));
    setText(emptyBuffer());
}

void PasswordField::setShown(bool shown)
{
    if (shown == isShown())
        return;
    if (hasFocus())
        QGuiApplication::inputMethod()->commit(); // or what is being composed would be lost
    m_shown = shown;
    if (shown)
        showCharacters();
    else
        applyEchoMode(Password);
    holdDisplay();
    updateToggle();
    QAccessible::State changed;
    changed.passwordEdit = true;
    QAccessibleStateChangeEvent event(this, changed);
    QAccessible::updateAccessibility(&event);
    Q_EMIT shownChanged(shown);
}

// A line edit copies in Normal mode only. Without copying it shows only text that is being edited in
// PasswordEchoOnEdit mode. Text from an input method begins that, and replaces the text there before:
// the text is out of reach meanwhile, and no signal tells of it.
void PasswordField::showCharacters()
{
    const QSignalBlocker quiet(this);
    const NothingAnnounced silence;
    const bool wasModified = isModified();
    const int cursor = cursorPosition();
    const int begin = selectionStart();
    const int length = selectionLength();
    const QString shared = text();

    setText(QString());
    applyEchoMode(PasswordEchoOnEdit);
    QInputMethodEvent nothing;
    QLineEdit::inputMethodEvent(&nothing);
    setText(shared);

    setCursorPosition(cursor);
    if (begin >= 0)
        setSelection(cursor == begin ? begin + length : begin, cursor == begin ? -length : length);
    setModified(wasModified);
}

void PasswordField::applyEchoMode(EchoMode mode)
{
    QLineEdit::setEchoMode(mode);
    setInputMethodHints(inputMethodHints() | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                        | Qt::ImhNoAutoUppercase);
}

QVariant PasswordField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImSurroundingText:
    case Qt::ImCurrentSelection:
    case Qt::ImTextBeforeCursor:
    case Qt::ImTextAfterCursor:
        return QString();
    case Qt::ImCursorPosition:
    case Qt::ImAnchorPosition:
    case Qt::ImAbsolutePosition:
        return 0; // a place in the text that they are told
    default:
        return QLineEdit::inputMethodQuery(query);
    }
}

QVariant PasswordField::inputMethodQuery(Qt::InputMethodQuery query, QVariant) const
{
    return inputMethodQuery(query);
}

void PasswordField::followText(const QString &text)
{
    m_longest = qMax(m_longest, text.size());
    if (!m_uncut.isEmpty() && !differInLineEnds(m_uncut, text))
        QtLogin::wipe(m_uncut);
    holdDisplay();
}

// The text that is painted while shown is a copy of its own, and each change leaves the last copy behind.
void PasswordField::holdDisplay()
{
    const QString painted = isShown() ? displayText() : QString();
    if (painted.constData() == m_display.constData())
        return; // still the text that is painted
    QtLogin::wipe(m_display);
    m_display = painted;
}

void PasswordField::keyPressEvent(QKeyEvent *event)
{
    learnCapsLock(*event);
    const auto isOneOf = [event](auto... keys) { return (event->matches(keys) || ...); };
    if (isOneOf(QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Copy, QKeySequence::Cut)) {
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// A line edit lays out twice what an input method commits, and lets go of the first copy before it says
// that anything has changed. Inserted, it is laid out once.
void PasswordField::inputMethodEvent(QInputMethodEvent *event)
{
    if (!m_shown || isReadOnly() || event->commitString().isEmpty() || event->replacementLength() > 0) {
        QLineEdit::inputMethodEvent(event);
        return;
    }
    const QPointer<PasswordField> alive(this);
    insert(event->commitString());
    if (!alive)
        return; // a slot of textEdited() has deleted it
    QInputMethodEvent rest(event->preeditString(), event->attributes());
    QLineEdit::inputMethodEvent(&rest);
    holdDisplay();
    event->accept();
}

// A line edit in PasswordEchoOnEdit mode hides what it shows when it loses the focus. A slot of
// editingFinished() may delete this field.
void PasswordField::focusOutEvent(QFocusEvent *event)
{
    setCapsLockOn(false); // it may change unseen meanwhile
    const QPointer<PasswordField> alive(this);
    QLineEdit::focusOutEvent(event);
    if (!alive || !m_shown)
        return;
    showCharacters();
    holdDisplay();
}

void PasswordField::contextMenuEvent(QContextMenuEvent *event)
{
    (new PasswordMenu(this, m_toggle))->popup(event->globalPos());
}

void PasswordField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    m_button->arrange();
}

void PasswordField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::LanguageChange:
        updateToggle();
        break;
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
        m_button->arrange();
        holdDisplay();
        break;
    default:
        break;
    }
}

// A letter whose case does not fit the Shift key tells. Capital with Shift does not: some systems
// let Shift undo Caps Lock, others do not.
void PasswordField::learnCapsLock(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_CapsLock) {
        setCapsLockOn(false); // until the next letter tells
        return;
    }
    const QString typed = event.text();
    if (typed.size() != 1 || !typed.front().isLetter() || event.modifiers() & ~Qt::ShiftModifier)
        return;
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    if (typed.front().isUpper() && !shift)
        setCapsLockOn(true);
    else if (typed.front().isLower())
        setCapsLockOn(shift);
}

void PasswordField::setCapsLockOn(bool on)
{
    if (m_capsLockOn == on)
        return;
    m_capsLockOn = on;
    Q_EMIT capsLockOnChanged(on);
}

void PasswordField::updateToggle()
{
    m_toggle->setText(isShown() ? tr("Hide the characters") : tr("Show the characters"));
    m_toggle->setToolTip(m_toggle->text());
    m_toggle->setIcon(glyphIcon(isShown() ? QStringLiteral("eye-off") : QStringLiteral("eye"),
                                palette().color(QPalette::Text)));
}

} // namespace QtLogin
