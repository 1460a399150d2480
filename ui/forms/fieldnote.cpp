// SPDX-License-Identifier: MIT
#include "forms/fieldnote.h"

#include "forms/faultframe_p.h"
#include "forms/glyph_p.h"
#include "forms/passwordfield.h"
#include "forms/wordslabel_p.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qevent.h>
#include <QtGui/qtextlayout.h>
#include <QtWidgets/qaccessiblewidget.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>

namespace QtLogin {

namespace {

class NoteInterface final : public QAccessibleWidget
{
public:
    explicit NoteInterface(FieldNote *note) : QAccessibleWidget(note, QAccessible::AlertMessage) { }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Name)
            return static_cast<FieldNote *>(widget())->text();
        return QAccessibleWidget::text(kind);
    }
    int childCount() const override { return 0; } // the label would say it once more
    QAccessibleInterface *child(int) const override { return nullptr; }
};

QAccessibleInterface *createInterface(const QString &, QObject *object)
{
    auto *note = qobject_cast<FieldNote *>(object);
    return note ? new NoteInterface(note) : nullptr;
}

} // namespace

// The script that is written in has a say in it, beside the font.
static int heightOfFirstLine(const QString &text, const QFont &font)
{
    QTextLayout layout(text.section(u'\n', 0, 0), font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    return line.isValid() ? qRound(line.height()) : 0;
}

FieldNote::FieldNote(QWidget *parent) : QWidget(parent), m_icon(new QLabel(this)), m_label(new WordsLabel(this))
{
    QAccessible::installFactory(createInterface); // knows by itself when it is there already
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_label, 1);
    refresh();
}

void FieldNote::setField(QWidget *field)
{
    m_field = field;
}

void FieldNote::setField(PasswordField *field)
{
    m_field = field;
    QObject::connect(field, &PasswordField::capsLockOnChanged, this, &FieldNote::noteCapsLock);
}

QString FieldNote::text() const
{
    return m_label->text();
}

void FieldNote::setKeepsRoom(bool keeps)
{
    m_keepsRoom = keeps;
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(keeps);
    setSizePolicy(policy);
    renewRoom();
}

void FieldNote::setError(const Sentence &sentence)
{
    m_error = sentence;
    const bool stood = isVisible();
    refresh();
    describe();
    if (hasError())
        announce(stood);
}

void FieldNote::setHint(const Sentence &sentence)
{
    m_hint = sentence;
    refresh();
    describe();
}

void FieldNote::noteCapsLock(bool on)
{
    m_capsLockOn = on;
    const bool stood = isVisible();
    refresh();
    if (on && !hasError())
        announce(stood);
}

void FieldNote::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
        refresh();
        break;
    case QEvent::FontChange:
        refresh();
        renewRoom();
        break;
    case QEvent::LanguageChange:
        refresh();
        renewRoom();
        describe();
        break;
    default:
        break;
    }
}

void FieldNote::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        renewRoom();
}

// As much as one line needs in the script that is written in.
void FieldNote::renewRoom()
{
    m_label->setMinimumHeight(m_keepsRoom ? heightOfFirstLine(tr("Caps Lock is on."), m_label->font()) : 0);
    keepRoom();
}

void FieldNote::keepRoom()
{
    if (m_keepsRoom && testAttribute(Qt::WA_Resized))
        m_label->setMinimumHeight(qMax(m_label->minimumHeight(), m_label->heightForWidth(m_label->width())));
}

void FieldNote::refresh()
{
    const QString before = text();
    const QString wrong = m_error.text();
    const bool isError = !wrong.isEmpty();
    const QString said = isError ? wrong : m_capsLockOn ? tr("Caps Lock is on.") : m_hint.text();
    const QColor plain = palette().color(QPalette::WindowText);
    const QColor colour = isError ? errorColour(palette().color(QPalette::Window)) : plain;

    QPalette labelPalette = m_label->palette();
    labelPalette.setColor(QPalette::WindowText, colour);
    m_label->setPalette(labelPalette);
    m_label->setText(WordsLabel::breakable(said));

    const bool marked = isError || m_capsLockOn;
    const int side = heightOfFirstLine(said, m_label->font());
    if (marked)
        m_icon->setPixmap(glyphIcon(isError ? QStringLiteral("warning") : QStringLiteral("caps-lock"), colour)
                              .pixmap(QSize(side, side), devicePixelRatioF()));
    m_icon->setVisible(marked);
    setVisible(!said.isEmpty());
    markField(isError);
    keepRoom();
    if (text() != before)
        Q_EMIT textChanged(text());
}

void FieldNote::markField(bool isWrong)
{
    if (isWrong && !m_fault && qobject_cast<QLineEdit *>(m_field))
        m_fault = new FaultFrame(m_field);
    if (m_fault)
        m_fault->setVisible(isWrong);
}

void FieldNote::describe()
{
    const QString said = hasError() ? m_error.text() : m_hint.text();
    if (m_field && m_field->accessibleDescription() != said) // each change is read aloud
        m_field->setAccessibleDescription(said);
}

// Linux has no such event: what is spoken there is an alert that comes onto the screen. Where
// something stood before, this one does not come by itself.
void FieldNote::announce(bool stood)
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    if (!stood)
        return;
    QAccessibleEvent shown(this, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
}

} // namespace QtLogin
