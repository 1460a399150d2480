// SPDX-License-Identifier: MIT
#pragma once

#include "requirements/access.h"

#include <QtWidgets/qwidget.h>

#include <array>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QSpacerItem;
class QVBoxLayout;
QT_END_NAMESPACE

namespace QtLogin {

// Stands in the place of content that is not there: says why, and is the way to it. Where there is
// little room, the way to it stays, and its tool tip says the rest.
class Placeholder final : public QWidget
{
    Q_OBJECT
public:
    explicit Placeholder(QWidget *parent);

    // \a message, of the requirement, stands in place of the usual sentence, where there is one.
    void setAccess(Access access, const QString &message);
    // The sentence below its title, which a prompt says where there is no placeholder.
    static QString reasonFor(Access access);
    // The content could not be made.
    void setFailed();
    bool hasFailed() const { return m_fault == Fault::Failed; }
    // No user can come in here, or none can be asked: the developer has forgotten something. Until setAccess().
    void setUnable();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return false; } // of what is shown just now, it would be

Q_SIGNALS:
    void actionRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Fault { None, Failed, Unable };
    enum Part : size_t { Icon, Title, Text, Button };
    using Shown = std::array<bool, 4>;

    void stayUsable();
    void retranslate();
    void dress();
    void fit();
    std::array<QWidget *, 4> parts() const;
    Shown all() const; // that there is to show
    int heightOf(const Shown &shown, int width) const;
    int gapOf(const Shown &shown) const;

    Access m_access = Access::Pending;
    QString m_message;
    Fault m_fault = Fault::None;
    QVBoxLayout *m_column;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QSpacerItem *m_gap; // before the button
    QPushButton *m_button;
};

} // namespace QtLogin
