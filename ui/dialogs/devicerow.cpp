// SPDX-License-Identifier: MIT
#include "dialogs/devicerow_p.h"

#include "forms/formbutton_p.h"
#include "forms/namelabel_p.h"
#include "forms/wordslabel_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qlocale.h>
#include <QtGui/qevent.h>
#include <QtGui/qpainter.h>
#include <QtWidgets/qboxlayout.h>

namespace QtLogin {

DeviceRow::DeviceRow(const RememberedLogin::Device &device, QWidget *parent)
    : QWidget(parent)
    , m_device(device)
    , m_name(new NameLabel(this))
    , m_own(new WordsLabel(this))
    , m_details(new WordsLabel(this))
    , m_forget(new FormButton(this))
{
    m_name->setObjectName(QStringLiteral("name"));
    m_own->setObjectName(QStringLiteral("own"));
    m_details->setObjectName(QStringLiteral("details"));
    m_forget->setObjectName(QStringLiteral("forget"));
    m_own->setVisible(device.isThisOne && !device.name.isEmpty());

    auto *words = new QVBoxLayout;
    words->addWidget(m_name);
    words->addWidget(m_own);
    words->addWidget(m_details);
    words->setSpacing(words->spacing() / 3);
    auto *row = new QHBoxLayout(this);
    row->addLayout(words, 1);
    row->addWidget(m_forget, 0, Qt::AlignVCenter);
    dress();
    retranslate();
}

// Apart from the words around it, which may run the other way.
static QString shortDate(const QLocale &locale, Clock::Wall time)
{
    constexpr QChar isolate(0x2068), end(0x2069);
    const auto date = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).date();
    return isolate + locale.toString(date, QLocale::ShortFormat) + end;
}

QString DeviceRow::name() const
{
    if (!m_device.name.isEmpty())
        return m_device.name;
    return m_device.isThisOne ? tr("This computer") : tr("Unnamed computer");
}

void DeviceRow::retranslate()
{
    m_name->setText(name());
    m_own->setText(tr("This computer"));
    m_details->setText(tr("Last used: %1. Signed in until: %2.")
                           .arg(shortDate(locale(), m_device.lastUsedAt), shortDate(locale(), m_device.endsAt)));
    m_forget->setText(tr("Forget"));
    m_forget->setAccessibleName(tr("Forget %1").arg(name()));
    m_forget->setAccessibleDescription(m_details->text());
}

void DeviceRow::dress()
{
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    const int room = fontMetrics().height() / 2;
    layout()->setContentsMargins(0, room, 0, room);
}

void DeviceRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        retranslate();
    if (event->type() == QEvent::FontChange)
        dress();
}

// A line above, which parts it from the row before.
void DeviceRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor line = palette().color(QPalette::WindowText);
    line.setAlphaF(0.2);
    painter.fillRect(0, 0, width(), 1, line);
}

} // namespace QtLogin
