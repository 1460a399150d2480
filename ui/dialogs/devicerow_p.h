// SPDX-License-Identifier: MIT
#pragma once

#include "session/rememberedlogin.h"

#include <QtWidgets/qwidget.h>

class QPushButton;

namespace QtLogin {

class NameLabel;
class WordsLabel;

//! One device on which a user is remembered: its name, when it was used last, and a button that ends it.
class DeviceRow final : public QWidget
{
    Q_OBJECT
public:
    DeviceRow(const RememberedLogin::Device &device, QWidget *parent);

    const RememberedLogin::Device &device() const { return m_device; }
    QPushButton *button() const { return m_forget; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void dress();
    QString name() const;

    RememberedLogin::Device m_device;
    NameLabel *m_name;
    WordsLabel *m_own;
    WordsLabel *m_details;
    QPushButton *m_forget;
};

} // namespace QtLogin
