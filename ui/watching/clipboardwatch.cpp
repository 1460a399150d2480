// SPDX-License-Identifier: MIT
#include "watching/clipboardwatch_p.h"

#include <QtCore/qmimedata.h>
#include <QtGui/qimage.h>
#include <QtGui/qtextcursor.h>
#include <QtGui/qtextdocumentfragment.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qtextedit.h>

#include <algorithm>

#include <sodium.h>

namespace QtLogin {

using namespace std::chrono_literals;

static bool isApplication()
{
    return qobject_cast<QApplication *>(QCoreApplication::instance());
}

static bool ownsMode(QClipboard::Mode mode)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    return mode == QClipboard::Clipboard ? clipboard->ownsClipboard() : clipboard->ownsSelection();
}

// Not every platform can tell who owns a clipboard; what comes from elsewhere has a class of Qt's own.
static bool isOurs(QClipboard::Mode mode, const QMimeData *data)
{
    return ownsMode(mode) || !data->inherits("QInternalMimeData");
}

static QString selectedIn(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return line->selectedText();
    if (const auto *edit = qobject_cast<const QTextEdit *>(widget))
        return edit->textCursor().selection().toPlainText();
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
        return edit->textCursor().selection().toPlainText();
    return {};
}

static QByteArray randomKey()
{
    QByteArray key(crypto_generichash_KEYBYTES, Qt::Uninitialized);
    randombytes_buf(key.data(), size_t(key.size()));
    return key;
}

ClipboardWatch::ClipboardWatch(LoginManager *login, Sources sources)
    : m_login(login),
      m_sources(std::move(sources)),
      m_key(randomKey())
{
    if (isApplication())
        connect(QGuiApplication::clipboard(), &QClipboard::changed, this, &ClipboardWatch::noteChange);
}

ClipboardWatch::~ClipboardWatch()
{
    if (isApplication()) // or else a slot that fills it again would keep this busy for ever
        QGuiApplication::clipboard()->disconnect(this);
    while (!m_copies.empty())
        clear(m_copies.begin()->first);
}

// A copy that another process has set is left unread: it may be ours, taken over by a clipboard manager,
// and reading it may take as long as that process likes. It is looked at when something closes.
void ClipboardWatch::noteChange(QClipboard::Mode mode)
{
    if (!m_login || (mode != QClipboard::Clipboard && mode != QClipboard::Selection))
        return;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData(mode);
    if (data && !isOurs(mode, data))
        return;
    m_copies.erase(mode);
    const SessionPolicy policy = m_login->setup().sessionPolicy;
    const bool clears = policy.clearClipboard || policy.clipboardLifetime > 0s;
    if (!clears || !data || data->formats().isEmpty())
        return;
    auto requirements = sourcesOf(data);
    if (requirements.empty())
        return;
    auto &copy = m_copies[mode] = {hashOf(data), std::move(requirements), m_login->epoch()};
    if (policy.clipboardLifetime > 0s)
        copy.end = m_login->setup().clock->callAfter(policy.clipboardLifetime, [this, mode] { clear(mode); });
}

std::vector<Requirement> ClipboardWatch::sourcesOf(const QMimeData *data) const
{
    const QWidget *focus = QApplication::focusWidget();
    if (const auto requirement = focus ? m_sources.of(focus) : std::nullopt)
        return {*requirement};
    const QString selected = selectedIn(focus);
    if (!selected.isEmpty() && selected == data->text())
        return {}; // it comes from there, and that is not guarded
    return m_sources.open();
}

QByteArray ClipboardWatch::hashOf(const QMimeData *data) const
{
    QByteArray hash(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash_state state;
    crypto_generichash_init(&state, reinterpret_cast<const unsigned char *>(m_key.constData()), size_t(m_key.size()),
                            size_t(hash.size()));
    const auto add = [&state](const QByteArray &bytes) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(bytes.constData()),
                                  size_t(bytes.size()));
    };
    if (data->hasText()) { // managers drop and add formats, and keep the text
        add(data->text().toUtf8());
    } else if (const auto picture = qvariant_cast<QImage>(data->imageData()); !picture.isNull()) { // or its pixels
        const QImage pixels = picture.convertToFormat(QImage::Format_ARGB32);
        for (int line = 0; line < pixels.height(); ++line)
            add(QByteArray::fromRawData(reinterpret_cast<const char *>(pixels.constScanLine(line)),
                                        4 * qsizetype(pixels.width())));
    } else {
        const QStringList formats = data->formats();
        for (const QString &format : formats)
            add(data->data(format));
    }
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(hash.data()), size_t(hash.size()));
    return hash;
}

// Asking may run a predicate of the application's.
bool ClipboardWatch::isOpen(const Requirement &requirement, quint64 epoch) const
{
    const bool isPersonal = !requirement.isForAnyone();
    return (epoch == m_login->epoch() || !isPersonal) && m_login->check(requirement) == Access::Allowed;
}

void ClipboardWatch::clearClosed()
{
    for (const auto mode : {QClipboard::Clipboard, QClipboard::Selection}) {
        const auto copy = m_copies.find(mode);
        if (copy == m_copies.end())
            continue;
        const QPointer<ClipboardWatch> alive(this);
        bool closes = !m_login;
        if (m_login && m_login->setup().sessionPolicy.clearClipboard) {
            const auto requirements = copy->second.requirements;
            const quint64 epoch = copy->second.epoch;
            for (const Requirement &requirement : requirements)
                closes = closes || !alive || !m_login || !isOpen(requirement, epoch);
        }
        if (!alive)
            return;
        if (closes)
            clear(mode); // a slot of QClipboard::changed may do anything
        if (!alive)
            return;
    }
}

// A later copy stays, unless it is the same text.
void ClipboardWatch::clear(QClipboard::Mode mode)
{
    const auto copy = m_copies.extract(mode);
    const QMimeData *data = copy && isApplication() ? QGuiApplication::clipboard()->mimeData(mode) : nullptr;
    if (!data)
        return;
    const QByteArray hash = hashOf(data);
    if (sodium_memcmp(hash.constData(), copy.mapped().hash.constData(), size_t(hash.size())) == 0)
        QGuiApplication::clipboard()->clear(mode);
}

} // namespace QtLogin
